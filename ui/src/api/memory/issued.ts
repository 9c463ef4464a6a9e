/** What authorities issued, and taking it back. */
import type { IssuedRow } from "../generated/IssuedRow";
import { authorityOf, rebuildCrl } from "./authorities";
import { timestamp } from "./certificates";
import { problem } from "./problem";
import { requireUnlocked, send } from "./world";
import type { Answers, World } from "./world";

type IssuedMethods = Answers<"listIssued" | "revokeIssued" | "releaseIssued">;

export function issuedMethods(world: World): IssuedMethods {
  function change(authorityId: string, serialNumber: string, changes: Pick<IssuedRow, "revokedAt" | "reason">): IssuedRow {
    const authority = authorityOf(world, authorityId);
    const found = authority.issued.find((row) => row.serialNumber === serialNumber);
    if (found === undefined) throw problem("notFound", "This authority issued no certificate with this serial number.", null, "serialNumber");
    Object.assign(found, changes);
    rebuildCrl(world, authority);
    send(world, { type: "authoritiesChanged" });
    return found;
  }
  return {
    listIssued: ({ authorityId, search, revokedOnly, offset, limit }) => {
      requireUnlocked(world);
      const words = search.trim().toLowerCase();
      const rows = authorityOf(world, authorityId).issued.filter(
        (row) => (!revokedOnly || row.revokedAt !== null) && [row.displayName, row.serialNumber, row.templateName].some((text) => text.toLowerCase().includes(words)),
      );
      return { total: rows.length, offset, rows: rows.slice(offset, offset + limit) };
    },
    revokeIssued: ({ authorityId, serialNumber, reason }) => change(authorityId, serialNumber, { revokedAt: timestamp(world.now()), reason }),
    releaseIssued: ({ authorityId, serialNumber }) => change(authorityId, serialNumber, { revokedAt: null, reason: null }),
  };
}
