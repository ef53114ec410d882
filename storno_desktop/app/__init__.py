"""The composition root: builds every part once and hands it over."""
