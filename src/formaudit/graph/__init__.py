"""The figure graph: figures and the reasons why they must agree."""
