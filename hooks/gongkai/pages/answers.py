"""What citizens ask about a policy, answered on its own page from its interpretations."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from gongkai.model import Interpretation, Policy
from gongkai.model.interpretation import FORMS
from gongkai.pages.body import QUOTED, fold
from gongkai.pages.cautions import badge, caution
from gongkai.pages.context import Context
from gongkai.text import shown_questions


@dataclass(frozen=True)
class Answers:
    """One interpretation with its questions, each a fold of HTML ready for the policy's page."""

    title: str
    path: str
    mark: str
    form: str
    questions: tuple[Markup, ...]


def answers_to(policy: Policy, context: Context) -> tuple[Answers, ...]:
    """The interpretations of a policy that are out: first those published with it, then the follow-ups."""
    found = (
        one
        for one in context.public(context.library.interpretations_of(policy))
        if isinstance(one, Interpretation) and not one.withdrawn_on(context.today)
    )
    ordered = sorted(found, key=lambda one: (one.followup, one.published, one.path))
    return tuple(
        Answers(
            one.title,
            one.url,
            context.standing(one).mark,
            FORMS[one.form] + ("，跟踪解读" if one.followup else ""),
            tuple(_questions(one, number, policy, context)),
        )
        for number, one in enumerate(ordered, 1)
    )


def _questions(one: Interpretation, number: int, policy: Policy, context: Context) -> Iterator[Markup]:
    """Each question, its words and ids fit for the policy's page; an answer that may mislead begins by saying so."""
    standing = context.standing(one)
    first = str(caution(standing, "../" * policy.url.count("/")))
    source = escape("../" * policy.url.count("/") + one.url)
    for index, question in enumerate(shown_questions(one, context.text(one), context.today), 1):
        answer = context.quoted(question.answer_html, one, policy, question.question, f"q{number}-{index}-")
        answer += f'<p class="gk-answer__source"><a href="{source}#{escape(question.id)}">见解读原文</a></p>'
        words = str(escape(question.question))
        mark = str(badge(standing.mark))
        yield Markup(fold(words, 3, QUOTED + question.id, first + answer, mark, is_open=False))
