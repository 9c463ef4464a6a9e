"""Stands in the place of a desktop's notification service (Desktop Notifications Specification 1.2): prints a line for each notice."""

import json

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib

INTERFACE = """
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="Notify">
      <arg type="s" direction="in"/> <arg type="u" direction="in"/> <arg type="s" direction="in"/> <arg type="s" direction="in"/>
      <arg type="s" direction="in"/> <arg type="as" direction="in"/> <arg type="a{sv}" direction="in"/> <arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"> <arg type="u" direction="in"/> </method>
    <method name="GetCapabilities"> <arg type="as" direction="out"/> </method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/> <arg type="s" direction="out"/> <arg type="s" direction="out"/> <arg type="s" direction="out"/>
    </method>
  </interface>
</node>
"""

shown = 0


def answer(_connection, _sender, _path, _interface, method, arguments, invocation):
    global shown
    match method:
        case "Notify":
            shown += 1
            application, _replaces, _icon, summary, body, _actions, hints, _timeout = arguments.unpack()
            print(json.dumps({"application": application, "summary": summary, "body": body, "urgency": hints.get("urgency")}), flush=True)
            invocation.return_value(GLib.Variant("(u)", (shown,)))
        case "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["body"],)))
        case "GetServerInformation":
            invocation.return_value(GLib.Variant("(ssss)", ("story", "Certkeep", "1", "1.2")))
        case _:
            invocation.return_value(None)


def serve(connection, _name):
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    connection.register_object("/org/freedesktop/Notifications", interface, answer, None, None)


Gio.bus_own_name(Gio.BusType.SESSION, "org.freedesktop.Notifications", Gio.BusNameOwnerFlags.NONE, serve, lambda *_: print("ready", flush=True), None)
GLib.MainLoop().run()
