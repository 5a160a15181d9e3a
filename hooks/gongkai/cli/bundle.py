"""`bundle`: puts what belongs together on one branch, for one merge request."""

import argparse
from typing import Any

from gongkai.building import pipeline
from gongkai.changes.bundle import bundle_of, bundles, push, put_together
from gongkai.changes.change_findings import warnings
from gongkai.changes.clone import Clone
from gongkai.cli.options import settings_of
from gongkai.model.naming import checked_slug
from gongkai.settings.typed_values import reference


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    said = "把互相配套的文件（政策文件、解读、附件、决策档案）放进一个分支，提一个合并请求"
    command = commands.add_parser("bundle", parents=[common], help=said)
    which = "其中任何一份；只有一组改动的可以不写"
    command.add_argument("paths", nargs="*", type=reference, metavar="文件", help=which)
    command.add_argument("--name", default="", metavar="名字", help="分支的名字（默认按主要的文件取）")
    command.add_argument(
        "--message", default="", metavar="说明", help="提交说明（默认是“改动：”加分支的名字）"
    )
    command.add_argument("--push", action="store_true", help="同时推送到服务器，请人审")
    command.set_defaults(run=_bundle)


def _bundle(options: argparse.Namespace) -> bool:
    settings = settings_of(options, ("text",))
    clone = Clone(settings)
    clone.fetch()
    found = bundles(clone)
    going_on = options.push and not found and not options.paths and clone.is_on_change
    if going_on:
        branch = clone.branch
    else:
        chosen = bundle_of(found, options.paths)
        name = checked_slug(options.name) if options.name else ""
        branch = put_together(clone, chosen, name, options.message)
        print(f"已放进分支 {branch}：\n" + "\n".join(f"  {path}" for path in chosen.files))
        if chosen.branches:
            print(f"网页编辑器里的稿子已经并进来：{'、'.join(chosen.branches)}")
        if left := [
            path
            for one in found
            if one.files != chosen.files
            for path in one.files
            if path not in chosen.files
        ]:
            print(f"没有放进去的改动（与它们不相关）：{'、'.join(left)}")
    if not options.push:
        print("接下来：运行 check 检查，redline 看改了什么，bundle --push 推送给审的人。")
        return False
    for said in warnings(pipeline.check(settings, base=clone.base), set(clone.documents())):
        print(said)
    address = push(clone, branch)
    print(
        f"已推送 {branch}。"
        + (
            f"打开 {address} 提合并请求。"
            if address
            else f"请告诉审的人这个分支的名字，他取下来看：git fetch，git switch {branch}"
        )
    )
    return False
