"""Components: each a folder with its JavaScript and CSS; shared modules beside them."""
