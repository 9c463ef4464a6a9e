import { OverflowMenuVertical } from "@carbon/icons-react";
import { IconButton } from "@carbon/react";

import { RowMenu, useRowMenu } from "./virtual-table/RowMenu";
import type { RowAction } from "./virtual-table/types";

export interface MoreMenuProps {
  /** The name of the button: “More actions”. */
  label: string;
  /** What the actions are done to. */
  subject: string;
  actions: readonly RowAction[];
}

/** A button with three dots that opens a menu: for what is done more rarely. */
export function MoreMenu({ label, subject, actions }: MoreMenuProps) {
  const { menu, openAt, close } = useRowMenu();
  return (
    <>
      <IconButton
        kind="ghost"
        size="md"
        align="bottom-right"
        label={label}
        aria-haspopup="menu"
        aria-expanded={menu !== null}
        onClick={(event) => openAt(event.currentTarget, subject, actions)}
      >
        <OverflowMenuVertical />
      </IconButton>
      <RowMenu menu={menu} close={close} />
    </>
  );
}
