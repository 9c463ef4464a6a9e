/** What Certkeep tells of its own accord. */
import type { Notice } from "../generated/Notice";
import type { NoticeKind } from "../generated/NoticeKind";
import type { NoticeSeverity } from "../generated/NoticeSeverity";
import { DAY_MS, timestamp } from "./certificates";
import { freshId, requireUnlocked, send } from "./world";
import type { Answers, MemorySecret, World } from "./world";

type NoticeMethods = Answers<"listNotices" | "readNotices" | "deleteNotices" | "sendTestNotice">;

export function noticeMethods(world: World): NoticeMethods {
  return {
    listNotices: ({ unreadOnly, offset, limit }) => {
      requireUnlocked(world);
      const rows = world.notices.filter(({ read }) => !unreadOnly || !read);
      return { total: rows.length, unread: world.notices.filter(({ read }) => !read).length, offset, rows: rows.slice(offset, offset + limit) };
    },
    readNotices: ({ ids }) => keep(world, world.notices.map((notice) => (concerns(ids, notice) ? { ...notice, read: true } : notice))),
    deleteNotices: ({ ids }) => keep(world, world.notices.filter((notice) => !concerns(ids, notice))),
    sendTestNotice: () => {
      const title = "This is how Certkeep tells you something.";
      tell(world, { kind: "test", title, detail: "Expiring certificates, rotations and failures come in the same way.", secretId: null, authorityId: null });
    },
  };
}

/** Tells something, as the scheduler would. */
export function tell(world: World, notice: Omit<Notice, "id" | "at" | "read" | "severity">): void {
  const told = { ...notice, id: freshId(), at: timestamp(world.now()), severity: SEVERITIES[notice.kind], read: false };
  send(world, { type: "noticeCame", notice: told, onDesktop: world.settings.desktopNotifications });
  keep(world, [told, ...world.notices]);
}

/** What was told about the vault of the seed. */
export function seedNotices(secrets: readonly MemorySecret[], now: Date): Notice[] {
  const about = (kind: NoticeKind, name: string | null, hours: number, title: string, detail: string, read = false): Notice => ({
    id: freshId(),
    at: timestamp(new Date(now.getTime() - (hours * DAY_MS) / 24)),
    kind,
    severity: SEVERITIES[kind],
    title,
    detail,
    secretId: secrets.find((secret) => secret.name === name)?.id ?? null,
    authorityId: null,
    read,
  });
  if (secrets.length === 0) return [];
  return [
    about("rotationFailed", "monitoring", 3, "“monitoring” was not rotated", "“alerts.corp.example” is not permitted by the template. It is tried again tomorrow; until then the present certificate stays."),
    about("aboutToExpire", "staging-shop", 20, "“staging-shop” expires in 2 days", "Import its next certificate, or delete it if it is not in use any more."),
    about("aboutToExpire", "payments-gateway", 45, "“payments-gateway” expires in 10 days", "Import its next certificate in time.", true),
    about("rotated", "wiki", 24 * 10, "“wiki” was rotated", "Its new certificate is valid for two years. Put it to use where the one before is.", true),
  ];
}

const SEVERITIES: Record<NoticeKind, NoticeSeverity> = {
  aboutToExpire: "warning",
  expired: "error",
  rotated: "information",
  rotationFailed: "error",
  authorityAboutToExpire: "warning",
  authorityExpired: "error",
  crlOverdue: "error",
  crlFailed: "error",
  publishingFailed: "error",
  backupOlder: "warning",
  test: "information",
};

function concerns(ids: readonly string[], { id }: Notice): boolean {
  return ids.length === 0 || ids.includes(id);
}

function keep(world: World, notices: Notice[]): void {
  world.notices = notices;
  send(world, { type: "noticesChanged" });
}
