"""A small window that offers the files named on the command line to whoever drags from it. It prints a line once it can be used."""

import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk

files = [Path(name).absolute().as_uri() for name in sys.argv[1:]]

window = Gtk.Window(title="Drag source", decorated=False, default_width=120, default_height=120)
handle = Gtk.EventBox()
handle.add(Gtk.Label(label="Drag me"))
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
handle.drag_source_add_uri_targets()
handle.connect("drag-data-get", lambda _handle, _context, selection, *_: selection.set_uris(files))
window.add(handle)
window.connect("destroy", Gtk.main_quit)
window.connect("map-event", lambda *_: GLib.timeout_add(200, lambda: print("ready", flush=True)) and False)
window.show_all()
screen = window.get_screen()
window.move(screen.get_width() - 140, screen.get_height() - 140)
Gtk.main()
