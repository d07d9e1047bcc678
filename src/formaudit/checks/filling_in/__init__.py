"""How a form was filled in: codes F."""
