import { Notification } from "@carbon/icons-react";
import { IconButton } from "@carbon/react";
import { useLocation, useNavigate } from "react-router";

import { useNotices } from "../api/notices";
import { texts } from "../texts";

/** The bell in the header: how many notices were not read, and the way to them. */
export function NoticesButton({ path }: { path: string }) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const unread = useNotices(false, 1).data?.unread ?? 0;
  return (
    <IconButton
      kind="ghost"
      size="lg"
      align="bottom"
      className={pathname === path ? "cds--header__action cds--header__action--active" : "cds--header__action"}
      label={texts.notices.bell(unread)}
      {...(unread > 0 && { badgeCount: unread })}
      {...(pathname === path && { "aria-current": "page" })}
      onClick={() => void navigate(path)}
    >
      <Notification size={20} />
    </IconButton>
  );
}
