import { counted, formatCount } from "./plural";

/** What Certkeep tells of its own accord. */
export const notices = {
  title: "Notices",
  description: "What Certkeep tells of its own accord: certificates that are about to expire, rotations, and what did not work.",
  bell: (unread: number) => (unread === 0 ? "Notices" : `Notices, ${formatCount(unread)} unread`),
  show: "Show only",
  filters: { all: "All", unread: "Unread" },
  list: "Notices, newest first",
  unread: "Unread",
  kinds: { information: "Information", warning: "Warning", error: "Problem" },
  openSecret: "Open the secret",
  openAuthority: "Open the authority",
  read: "Mark as read",
  delete: "Delete",
  readAll: "Mark all as read",
  deleteAll: "Delete all",
  test: "Send a test notice",
  actions: (title: string) => `More for ${title}`,
  count: (total: number, unread: number) => (unread === 0 ? counted(total, "notice") : `${counted(total, "notice")}, ${formatCount(unread)} unread`),
  more: "Show earlier notices",
  loading: "Loading notices",
  empty: {
    title: "Nothing to tell",
    text: "Here Certkeep tells you 90, 60, 30, 10 and 1 days before a certificate expires, when it has rotated one, and when something did not work.",
  },
  noUnread: { title: "Nothing unread", text: "Everything was read. “All” shows what there was." },
  deleteDialog: {
    title: "Delete all notices?",
    text: "What they told of is not told again. The certificates themselves stay as they are.",
  },
  showNotice: "Show notices",
};
