/** What own authorities publish, and who on this computer trusts them. */
import type { TrustStoreRow } from "../generated/TrustStoreRow";
import { requireUnlocked, send } from "./world";
import type { Answers, World } from "./world";

type Method = "findPublishing" | "pickPublishingFolder" | "stopPublishing" | "listTrustStores" | "trustAuthority" | "distrustAuthority";

export function publishingMethods(world: World): Answers<Method> {
  const publishing = (folder: string | null) => {
    requireUnlocked(world);
    world.publishingFolder = folder;
    send(world, { type: "settingsChanged" });
    return { folder, files: filesOf(folder) };
  };
  return {
    findPublishing: () => ({ folder: world.publishingFolder, files: filesOf(world.publishingFolder) }),
    pickPublishingFolder: () => publishing("/srv/www/pki"),
    stopPublishing: () => publishing(null),
    listTrustStores: (id) => storesOf(world, id),
    trustAuthority: ({ authorityId, place }) => change(world, authorityId, place, true),
    distrustAuthority: ({ authorityId, place }) => change(world, authorityId, place, false),
  };
}

function filesOf(folder: string | null): { authorityName: string; path: string; current: boolean }[] {
  if (folder === null) return [];
  return ["ca", "ca_chain", "crl"].map((file) => ({ authorityName: "company-root", path: `${BELOW}/company-root/${file}`, current: true }));
}

const BELOW = "v1/ibmcloud/private_cert/config/certificate_authorities";

const STORES: readonly Pick<TrustStoreRow, "kind" | "title" | "place" | "elevated">[] = [
  { kind: "system", title: "This computer", place: "/usr/local/share/ca-certificates", elevated: true },
  { kind: "browser", title: "Firefox, default-release", place: "/home/alex/.mozilla/firefox/x3k9.default-release", elevated: false },
  { kind: "browser", title: "Chromium and Chrome", place: "/home/alex/.pki/nssdb", elevated: false },
  { kind: "java", title: "Java", place: "/etc/ssl/certs/java/cacerts", elevated: true },
];

function storesOf(world: World, authority: string): TrustStoreRow[] {
  return STORES.map((store) => {
    const trusted = world.trusted.has(`${authority} ${store.place}`);
    return { ...store, trusted, problem: null, command: commandOf(store, trusted) };
  });
}

function commandOf({ kind, place }: Pick<TrustStoreRow, "kind" | "place">, trusted: boolean): string {
  switch (kind) {
    case "system":
      return `pkexec sh -c '${trusted ? 'rm -f "$1"' : 'install -m 644 "$1" "$2"'} && update-ca-certificates' certkeep ${place}/certkeep-company-root-9f86d081.crt`;
    case "browser":
      return trusted
        ? `certutil -D -d sql:${place} -n certkeep-company-root-9f86d081`
        : `certutil -A -d sql:${place} -t C,, -n certkeep-company-root-9f86d081 -i /tmp/certkeep-Xr41.crt`;
    case "java":
      return `pkexec keytool ${trusted ? "-delete" : "-importcert"} -noprompt -alias certkeep-company-root-9f86d081 -keystore ${place} -storepass changeit`;
  }
}

function change(world: World, authority: string, place: string, trusted: boolean): TrustStoreRow[] {
  const key = `${authority} ${place}`;
  if (trusted) world.trusted.add(key);
  else world.trusted.delete(key);
  send(world, { type: "authoritiesChanged" });
  return storesOf(world, authority);
}
