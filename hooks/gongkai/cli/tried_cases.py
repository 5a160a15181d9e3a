"""What each worked case of a calculator came to, for the editor who checks a policy."""

from collections.abc import Collection, Iterator

from gongkai.calculator.trial import right_cases, told_result
from gongkai.model import Library, Policy


def tried_cases(library: Library, paths: Collection[str]) -> Iterator[str]:
    """A line for each policy among the paths that has a calculator, and one for each of its cases that is right."""
    for path in paths:
        policy = library.get(path)
        if isinstance(policy, Policy) and policy.has("calculator") and policy.calculator:
            right = list(right_cases(policy.calculator))
            yield f"{path} 的算例，{len(policy.calculator.cases)} 个中 {len(right)} 个算得对："
            for case, reckoning in right:
                yield f"  {case.title} → {told_result(reckoning)}"
