import { OverflowMenuVertical } from "@carbon/icons-react";
import { Menu, MenuItem, MenuItemDivider } from "@carbon/react";
import { Fragment, useState } from "react";

import { texts } from "../../texts";
import type { RowAction } from "./types";

/** The menu that is open: for which row, and beside which rectangle of the window. */
interface OpenMenu {
  name: string;
  actions: readonly RowAction[];
  x: [number, number];
  y: [number, number];
  /** What the menu is drawn into: the part of the window that the row is in, so that it is read as part of it. */
  inside: Element;
}

export interface RowMenuState {
  menu: OpenMenu | null;
  /** Opens the menu of a row beside an element, or at the pointer. */
  openAt: (place: Element | { x: number; y: number }, name: string, actions: readonly RowAction[]) => void;
  close: () => void;
}

/** One menu serves the whole table: rows stay light while they scroll by. */
export function useRowMenu(): RowMenuState {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  return {
    menu,
    openAt: (place, name, actions) => setMenu({ name, actions, inside: partOf(place), ...edges(place) }),
    close: () => setMenu(null),
  };
}

function partOf(place: Element | { x: number; y: number }): Element {
  const element = place instanceof Element ? place : document.elementFromPoint(place.x, place.y);
  return element?.closest("main, [role='dialog']") ?? document.body;
}

function edges(place: Element | { x: number; y: number }): Pick<OpenMenu, "x" | "y"> {
  if (!(place instanceof Element)) return { x: [place.x, place.x], y: [place.y, place.y] };
  const { left, right, top, bottom } = place.getBoundingClientRect();
  return { x: [left, right], y: [top, bottom] };
}

/** The menu itself; draws nothing while it is closed. */
export function RowMenu({ menu, close }: Pick<RowMenuState, "menu" | "close">) {
  if (menu === null) return null;
  return (
    <Menu open size="sm" label={texts.parts.table.actionsFor(menu.name)} x={menu.x} y={menu.y} target={menu.inside} onClose={close}>
      {menu.actions.map((action) => (
        <Fragment key={action.key}>
          {action.danger === true && <MenuItemDivider />}
          <MenuItem
            label={action.reason === undefined ? action.label : texts.parts.table.refused(action.label, action.reason)}
            {...(action.reason !== undefined && { className: "ck-table__refused" })}
            kind={action.danger === true ? "danger" : "default"}
            disabled={action.disabled === true}
            onClick={action.onSelect}
          />
        </Fragment>
      ))}
    </Menu>
  );
}

interface RowMenuButtonProps {
  name: string;
  expanded: boolean;
  /** Whether the Tab key reaches it: only in the active row. */
  reachable: boolean;
  onOpen: (button: Element) => void;
}

/** Opens a row's menu. */
export function RowMenuButton({ name, expanded, reachable, onOpen }: RowMenuButtonProps) {
  return (
    <button
      type="button"
      className="ck-table__menu"
      aria-label={texts.parts.table.actionsFor(name)}
      aria-haspopup="menu"
      aria-expanded={expanded}
      title={texts.parts.table.actions}
      tabIndex={reachable ? 0 : -1}
      onClick={(event) => onOpen(event.currentTarget)}
    >
      <OverflowMenuVertical aria-hidden="true" />
    </button>
  );
}
