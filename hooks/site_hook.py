"""The only file MkDocs loads from here: the package's plugin, for a checkout that is not installed."""

from gongkai.engine.plugin import GongkaiPlugin

_plugin = GongkaiPlugin()

on_startup = _plugin.on_startup
on_config = _plugin.on_config
on_files = _plugin.on_files
on_env = _plugin.on_env
on_post_template = _plugin.on_post_template
on_post_page = _plugin.on_post_page
on_build_error = _plugin.on_build_error
on_post_build = _plugin.on_post_build
on_shutdown = _plugin.on_shutdown
