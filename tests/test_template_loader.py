"""Templates have one element a line; what is sent has no indentation, and looks as it was written."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine, TemplateSyntaxError
from django.template.base import TextNode
from django.template.loader import get_template

from livesessions.template_loader import join_lines


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("<ul>\n  <li>\n    a\n  </li>\n</ul>\n", "<ul><li>a</li></ul>"),
        ("<p>\n  een\n  twee\n</p>", "<p>een twee</p>"),
        ("<b>een</b> <b>twee</b>", "<b>een</b> <b>twee</b>"),
        ("<b>een</b>\n<b>twee</b>", "<b>een</b><b>twee</b>"),
        ('<b>een</b>\n{{ " " }}\n<b>twee</b>', "<b>een</b> <b>twee</b>"),
        ('<input name="a"\n    required>', '<input name="a" required>'),
        (
            '<input name="{{ yes }}"\n    required\n    {% if yes %}\n      checked\n    {% endif %}>',
            '<input name="1" required  checked >',
        ),
        ("<p>\n  {% if yes %}\n    ja\n  {% else %}\n    nee\n  {% endif %}\n  {{ yes }}\n</p>", "<p>ja1</p>"),
        ("<p>{{ yes }} · {{ yes }}\n</p>", "<p>1 · 1</p>"),
        ("<textarea>\n  {{ yes }}\n</textarea>", "<textarea>1</textarea>"),
        ("{% load i18n %}{% blocktranslate trimmed %}\n  een\n  twee\n{% endblocktranslate %}\n", "een twee"),
        ("", ""),
    ],
)
def test_a_line_break_is_nothing_but_between_words_and_in_tags(source, sent):
    template = Engine(libraries={"i18n": "django.templatetags.i18n"}).from_string(source)
    join_lines(template.nodelist)
    assert template.render(Context({"yes": "1"})) == sent


def test_inside_the_form_of_a_command_too():
    texts = get_template("rooms/breakouts/panel.html").template.nodelist.get_nodes_by_type(TextNode)
    assert any("groups-minutes" in text.s for text in texts)
    assert not any("\n" in text.s for text in texts)


def test_templates_of_others_are_as_they_wrote_them():
    texts = get_template("admin/base.html").template.nodelist.get_nodes_by_type(TextNode)
    assert any("\n" in text.s for text in texts)


def test_an_error_points_at_the_line_that_was_written(tmp_path):
    (tmp_path / "wrong.html").write_text("<p>\n</p>\n{% nothing %}\n")
    filesystem = "django.template.loaders.filesystem.Loader"
    engine = Engine(dirs=[str(tmp_path)], loaders=[("livesessions.template_loader.Loader", [filesystem])])
    with pytest.raises(TemplateSyntaxError, match="line 3"):
        engine.get_template("wrong.html")


def test_no_template_stands_twice_in_its_file():
    """As after a merge of two branches that each added it."""
    folder = Path(settings.BASE_DIR) / "templates"
    twice = [str(path) for path in folder.rglob("*.html") if path.read_text().count("{% load ") > 1]
    assert twice == []
