"""`cosign`: another body (an archive, a superior bureau) signs that it has seen a site's log, and when."""

import argparse
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongkai.cli.reports import save
from gongkai.cli.verify import key_of_kind, read_seen
from gongkai.findings import WrongUse
from gongkai.proofs.notes import COSIGNED, SIGNED, cosign, public_key
from gongkai.proofs.proof_settings import ProofSettings
from gongkai.proofs.published import is_address, reader
from gongkai.proofs.signing import KEY_VARIABLE, signing_key
from gongkai.proofs.verifying import ProofVerdict, verified_log
from gongkai.settings import this_moment
from gongkai.settings.typed_values import file, new_file


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    said = "（档案馆、上级机关用）给别的网站的登记簿会签：见过这些登记，在此时"
    command = commands.add_parser("cosign", parents=[common], help=said)
    add = command.add_argument
    add("what", metavar="网址或文件夹", help="要会签的网站")
    add("--name", required=True, metavar="名称", help="会签单位的名称，用网址，例如 archive.example.gov.cn")
    add("--to", type=new_file, required=True, metavar="文件", help="会签过的检查点写到哪里（.note）")
    add("--key", type=key_of_kind(SIGNED), metavar="公钥", help="对方的公钥")
    add("--seen", type=file, metavar="文件", help="上一次会签的检查点：登记簿没有被删改才会签")
    command.set_defaults(run=_cosign)


def _cosign(options: argparse.Namespace) -> bool:
    name, what, to = str(options.name), str(options.what), Path(options.to)
    if not re.fullmatch(r"[^\s+]+", name):
        raise WrongUse(f"--name 不能有空格和加号，现为“{name}”")
    key = signing_key((Path(what),) if Path(what).is_dir() else ())
    if key is None:
        raise WrongUse(f"没有会签用的私钥：请让环境变量 {KEY_VARIABLE} 指向它")
    if not is_address(what) and not Path(what).is_dir():
        raise WrongUse(f"没有“{what}”这个文件夹；网址要以 http:// 或 https:// 开头")
    verdict, seen = ProofVerdict(), read_seen(options.seen) if options.seen else None
    found = verified_log(reader(what), replace(ProofSettings(), key=options.key), seen, verdict)
    if found is None or verdict.wrong:
        raise WrongUse(f"没有会签：{'；'.join(verdict.wrong)}")
    save(to, f"{cosign(found.note, name, key, int(this_moment().timestamp()))}".encode())
    print(f"已会签 {found.state.origin} 的前 {found.state.size} 次登记，写在 {to}；请交给对方，自己留存一份")
    print(f"会签公钥（对方写进设置 proof 的 cosigners）：{public_key(name, COSIGNED, key)}")
    if seen is None:
        print("没有 --seen，没有和上一次会签的比较；下一次请带上这个文件")
    return False
