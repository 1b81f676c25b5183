"""Every widget of the app: its key, which is its name in the link, its bounds and its words."""
