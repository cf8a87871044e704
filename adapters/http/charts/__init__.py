"""Charts: an Altair specification, drawn as SVG on the server in the colours of the page."""
