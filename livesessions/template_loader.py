"""Templates are written with one element a line; what is sent has no indentation."""

import re
from pathlib import Path
from typing import cast

from django.template import Template
from django.template.base import NodeList, Origin, TextNode
from django.template.loaders import base, cached

BREAK = re.compile(r"\s*\n\s*")


class _Joining(base.Loader):
    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        is_ours = any(Path(template.origin.name).is_relative_to(folder) for folder in self.engine.dirs)
        if is_ours and template_name.endswith(".html"):  # in a letter a line break is a line break
            join_lines(template.nodelist)
        return template


class Loader(cached.Loader, _Joining):
    """Django's own cached loader. As it compiles a template of this project, once, it takes out the line breaks.

    The rule is that of JSX: a line break with the white space around it is nothing. Two exceptions keep what a break
    cannot replace: inside a tag, and between two words of text, it is one space. A space that is wanted elsewhere is
    written between two things on one line, or as ``{{ " " }}``. Texts inside ``{% blocktranslate %}`` are left alone:
    that is what its `trimmed` is for.

    The source stays as it was written, so that Django's error pages point at the right line.
    """


def join_lines(nodes: NodeList) -> None:
    """Join the lines of the text between template tags."""
    in_tag = False
    for node in cast("list[TextNode]", nodes.get_nodes_by_type(TextNode)):
        first, *others = BREAK.split(node.s)
        joined, in_tag = first, _ends_in_tag(first, in_tag)
        for part in others:
            between_words = joined and part and joined[-1] != ">" and part[0] != "<"
            joined += f" {part}" if in_tag or between_words else part
            in_tag = _ends_in_tag(part, in_tag)
        node.s = joined


def _ends_in_tag(text: str, in_tag: bool) -> bool:
    """Whether the place after `text`, which began inside a tag or not, is inside a tag."""
    opened, closed = text.rfind("<"), text.rfind(">")
    return in_tag if opened == closed else opened > closed
