"""The tags of every row say what Django's own say, in the language of the reader."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.translation import override

ID = "23456789abcd"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{% url 'directives:tasks' %}", "/tasks/"),
        ("{% url 'directives:task' id %}", f"/tasks/{ID}/"),
        ("{% url 'directives:task' 'ab' %}", "/tasks/ab/"),
        ("{% url name id %}", f"/tasks/{ID}/"),
        ("{% url 'directives:task' public_id=id %}", f"/tasks/{ID}/"),
        ("{% url 'directives:tasks' as here %}{{ here }}", "/tasks/"),
        ("{% for each in ids %}{% url 'directives:task' each %} {% endfor %}", f"/tasks/{ID}/ /tasks/{ID[::-1]}/ "),
    ],
)
def test_an_address_is_that_of_the_page(tag: str, said: str) -> None:
    template = Template(tag)
    context = {"id": ID, "name": "directives:task", "ids": [ID, ID[::-1]]}

    assert [template.render(Context(context)) for _again in range(2)] == [said, said]


@pytest.mark.parametrize("wrong", ["{% url 'directives:nowhere' id %}", "{% url 'directives:task' nobody %}"])
def test_an_address_that_is_none_is_an_error(wrong: str) -> None:
    with pytest.raises(NoReverseMatch):
        Template(wrong).render(Context({"id": ID}))


def test_words_follow_the_reader_whatever_was_read_before() -> None:
    template = Template('{% trans "Việc" %}')

    found = []
    for language in ("vi", "en", "vi"):
        with override(language):
            found.append(template.render(Context()))

    assert found == ["Việc", "Tasks", "Việc"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{% blocktrans with n=some %}{{ n }} việc, {{ name }}{% endblocktrans %}", "97,5 việc, A &amp; B"),
        ("{% blocktrans count n=some %}{{ n }} việc{% plural %}{{ n }} việc{% endblocktrans %}", "97,5 việc"),
        ("{% blocktrans with n=some %}100% của {{ n }}{% endblocktrans %}", "100% của 97,5"),
        ("{% blocktrans with name=safe %}{{ name }}{% endblocktrans %}", "<b>A</b>"),
        ("{% blocktrans trimmed %}\n  hai\n  dòng\n{% endblocktrans %}", "hai dòng"),
        ("{% blocktrans asvar note with n=some %}{{ n }}{% endblocktrans %}{{ note }}!", "97,5!"),
    ],
)
def test_a_sentence_says_its_values_as_djangos_own_does(words: str, said: str) -> None:
    template = Template(words)
    context = {"some": 97.5, "name": "A & B", "safe": format_html("<b>{}</b>", "A")}

    with override("vi"):
        assert [template.render(Context(context)) for _again in range(2)] == [said, said]


def test_a_sentence_counts_in_the_readers_language() -> None:
    template = Template("{% blocktrans count n=some %}{{ n }} việc{% plural %}{{ n }} việc{% endblocktrans %}")

    found = []
    for language, some in (("vi", 1), ("en", 1), ("en", 2)):
        with override(language):
            found.append(template.render(Context({"some": some})))

    assert found == ["1 việc", "1 task", "2 tasks"]
