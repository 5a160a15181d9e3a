"""Diagrams as they are drawn: every label within its box, under the policy for content."""

import pytest
from playwright.sync_api import Page

from gongkai.text.diagrams import draw
from tests.text.test_diagrams import SOURCES

pytestmark = pytest.mark.browser

FITS = """() => [...document.querySelectorAll("svg")].flatMap(svg => {
  const out = [], all = svg.getBoundingClientRect();
  const inside = (a, b, by) => a.left >= b.left + by && a.right <= b.right - by
    && a.top >= b.top - 0.5 && a.bottom <= b.bottom + 0.5;
  for (const text of svg.querySelectorAll("text"))
    if (!inside(text.getBoundingClientRect(), all, 0)) out.push("clipped: " + text.textContent);
  for (const node of svg.querySelectorAll("g.gk-node")) {
    const text = node.querySelector("text"), shape = node.querySelector("rect,polygon,path");
    if (!text || !shape || node.querySelector("circle")) continue;
    const a = text.getBoundingClientRect(), b = shape.getBoundingClientRect();
    if (!inside(a, b, 4)) out.push("too wide: " + text.textContent);
    if (Math.abs(a.left - b.left - (b.right - a.right)) > 3) out.push("not centred: " + text.textContent);
  }
  if (getComputedStyle(svg.querySelector("text")).fill === "rgb(0, 0, 0)") out.push("no colour");
  return out;
})"""


def test_labels_fit_under_the_policy(new_phone: Page) -> None:
    drawn = "".join(draw(source, name).svg for name, source in SOURCES.items())
    page = f'<!doctype html><meta charset=utf-8><link rel=icon href="data:,">{drawn}'
    headers = {"content-type": "text/html", "content-security-policy": "default-src 'self'; img-src data:"}
    new_phone.route("**/*", lambda route: route.fulfill(body=page, headers=headers))
    new_phone.goto("http://127.0.0.1/")
    assert new_phone.evaluate(FITS) == []
