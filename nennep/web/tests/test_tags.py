"""The tags of every row say what Django's own say, in the language of the reader."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch
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
