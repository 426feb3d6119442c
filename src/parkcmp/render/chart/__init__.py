"""Answers as pictures: in the terminal, as PNG, SVG, PDF or an interactive HTML file.

What a picture shows is decided once, in `picture`; the rest only draws it. Knows neither the database nor a command.
"""

from parkcmp.render.chart.draw import ChartFormat, chart_format, write_chart
from parkcmp.render.chart.picture import Picture, picture_of

__all__ = ["ChartFormat", "Picture", "chart_format", "picture_of", "write_chart"]
