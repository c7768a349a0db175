"""Views 页面: one module for each thing a person comes to do."""
