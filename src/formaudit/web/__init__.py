"""The review page: a local web application in which people decide on findings. Needs the extra ``web``."""
