"""The app: the only part that knows Streamlit, besides app.py and pages/."""
