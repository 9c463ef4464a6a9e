import { describe, expect, it } from "vitest";

import { CONFIRM_GROUP, PASSPHRASE, RECOVERY_KEY, createMemoryBackend } from "./memory";
import type { MemoryBackend } from "./memory";
import { ALL_SECRETS } from "./queries";

const ALL = { ...ALL_SECRETS, offset: 0, limit: 1000 };

async function rowsOf(backend: MemoryBackend, request: Partial<typeof ALL> = {}) {
  return (await backend.listSecrets({ ...ALL, ...request })).rows;
}

async function rowNamed(backend: MemoryBackend, name: string) {
  const row = (await rowsOf(backend)).find((other) => other.name === name);
  if (row === undefined) throw new Error(`no secret ${name}`);
  return row;
}

describe("the vault", () => {
  it("is created, locked, and unlocked by the passphrase", async () => {
    const backend = createMemoryBackend({ vault: "absent" });
    await expect(backend.createVault({ keychain: false, passphrase: "abc" })).rejects.toMatchObject({ code: "weakPassphrase", field: "passphrase" });
    await expect(backend.createVault({ keychain: false, passphrase: PASSPHRASE })).resolves.toMatchObject({ state: "unlocked" });
    await expect(backend.createVault({ keychain: false, passphrase: PASSPHRASE })).rejects.toMatchObject({ code: "vaultExists" });

    await backend.lockVault();
    await expect(backend.listSecrets(ALL)).rejects.toMatchObject({ code: "vaultLocked" });
    await expect(backend.unlockVault({ with: "passphrase", passphrase: "other" })).rejects.toMatchObject({ code: "wrongPassphrase" });
    await expect(backend.unlockVault({ with: "passphrase", passphrase: PASSPHRASE })).resolves.toMatchObject({ state: "unlocked" });
  });

  it("says when no keychain answers", async () => {
    const backend = createMemoryBackend({ vault: "absent", keychainReason: "No Secret Service answers." });
    await expect(backend.createVault({ keychain: true, passphrase: null })).rejects.toMatchObject({ code: "keychainUnavailable" });
  });

  it("counts a recovery key once its group was typed again", async () => {
    const backend = createMemoryBackend({ slots: ["passphrase"] });
    await backend.prepareRecoveryKey();
    await expect(backend.confirmRecoveryKey({ typed: "NOPE" })).rejects.toMatchObject({ code: "notConfirmed", field: "typed" });
    await backend.confirmRecoveryKey({ typed: RECOVERY_KEY.split("-")[CONFIRM_GROUP - 1]?.toLowerCase() ?? "" });
    await backend.lockVault();
    const typed = RECOVERY_KEY.replaceAll("-", " ").toLowerCase();
    await expect(backend.unlockVault({ with: "recoveryKey", recoveryKey: typed })).resolves.toMatchObject({ state: "unlocked" });
  });

  it("keeps the last way in", async () => {
    const backend = createMemoryBackend();
    const [first, second] = (await backend.findVault()).slots;
    await backend.removeSlot(first?.id ?? "");
    await expect(backend.removeSlot(second?.id ?? "")).rejects.toMatchObject({ code: "lastSlot" });
  });

  it("takes no backup that only this machine could open", async () => {
    const backend = createMemoryBackend({ slots: ["keychain"] });
    await expect(backend.backupVault()).rejects.toMatchObject({ code: "noPortableSlot" });
  });
});

describe("the table", () => {
  it("is searched in every text of a secret", async () => {
    const backend = createMemoryBackend();
    const { id, name } = await rowNamed(backend, "mail-relay");
    const { versions } = await backend.findSecret(id);
    const texts = ["MAIL-RE", "mx2.example", "Sectigo", id, versions[0]?.serialNumber ?? "", versions[0]?.fingerprintSha256 ?? ""];
    for (const search of texts) {
      const found = await rowsOf(backend, { search });
      expect(found.map((row) => row.name), search).toContain(name);
    }
    await expect(rowsOf(backend, { search: "x".repeat(129) })).rejects.toMatchObject({ code: "invalidSearch" });
  });

  it("is filtered: one of the statuses, all of the labels", async () => {
    const backend = createMemoryBackend();
    const soon = await rowsOf(backend, { statuses: ["expiringSoon", "expired"] });
    expect(new Set(soon.map((row) => row.status))).toEqual(new Set(["expiringSoon", "expired"]));
    const both = await rowsOf(backend, { labels: ["production", "api"] });
    expect(both.map((row) => row.name)).toEqual(["shop-api"]);
  });

  it("is sorted both ways and handed out in pages", async () => {
    const backend = createMemoryBackend({ secrets: 250 });
    const page = await backend.listSecrets({ ...ALL, sort: "notAfter", descending: true, offset: 240, limit: 100 });
    expect(page).toMatchObject({ total: 250, held: 250, offset: 240 });
    expect(page.rows).toHaveLength(10);
    const ends = page.rows.map((row) => row.notAfter ?? "");
    expect(ends).toEqual([...ends].sort().reverse());
  });

  it("counts every label", async () => {
    const labels = await createMemoryBackend().listLabels();
    expect(labels[0]).toEqual({ label: "production", count: 5 });
  });
});

describe("secret groups", () => {
  it("have names of their own", async () => {
    const backend = createMemoryBackend();
    await expect(backend.createGroup({ name: "Staging", description: "" })).rejects.toMatchObject({ code: "nameTaken", field: "name" });
    await expect(backend.createGroup({ name: "x", description: "" })).rejects.toMatchObject({ code: "invalidName", field: "name" });
    await expect(backend.createGroup({ name: "Partners", description: "" })).resolves.toMatchObject({ secrets: 0, isDefault: false });
  });

  it("are deleted only when empty, the default one never", async () => {
    const backend = createMemoryBackend();
    const groups = await backend.listGroups();
    const staging = groups.find(({ name }) => name === "Staging");
    await expect(backend.deleteGroup(staging?.id ?? "")).rejects.toMatchObject({ code: "groupNotEmpty", message: expect.stringContaining("2 secrets") as string });
    await expect(backend.deleteGroup(groups.find(({ isDefault }) => isDefault)?.id ?? "")).rejects.toMatchObject({ code: "defaultGroup" });

    const made = await backend.createGroup({ name: "Short-lived", description: "" });
    await backend.deleteGroup(made.id);
    expect(await backend.listGroups()).toHaveLength(groups.length);
  });
});

describe("the tray", () => {
  it("names what is wrong with each field", async () => {
    const backend = createMemoryBackend();
    const { shop, wildcard } = backend.samples;
    const strange = await backend.fillIntake({ intakeId: null, field: "certificate", text: "hello" });
    expect(strange.certificate.error).toMatchObject({ code: "notPem", field: "certificate" });

    const swapped = await backend.fillIntake({ intakeId: strange.id, field: "certificate", text: shop.privateKey });
    expect(swapped.certificate.error).toMatchObject({ code: "foundInstead" });

    await backend.fillIntake({ intakeId: strange.id, field: "certificate", text: shop.certificate.replaceAll("\n", "\r\n") });
    const foreign = await backend.fillIntake({ intakeId: strange.id, field: "privateKey", text: wildcard.privateKey });
    expect(foreign.privateKey.error).toMatchObject({ code: "keyMismatch" });
    expect(foreign).toMatchObject({ suggestedName: "shop.example.com", complete: false });
  });

  it("turns a dropped file into a secret", async () => {
    const backend = createMemoryBackend();
    const { certificate, privateKey, intermediate } = backend.samples.shop;
    const dropped: string[] = [];
    backend.onFileDrag((drag) => drag.phase === "dropped" && drag.brought.kind === "one" && dropped.push(drag.brought.intakeId));
    backend.drop(certificate + privateKey + intermediate);

    const preview = await backend.findIntake(dropped[0] ?? "");
    expect(preview).toMatchObject({ complete: true, expired: false });
    const changed: unknown[] = [];
    backend.onEvent((event) => changed.push(event));
    const form = { intakeId: preview.id, name: "shop", description: "", groupId: "", labels: ["new"], customMetadata: "", keepExpired: false };
    const secret = await backend.importCertificate(form);

    expect(secret.row).toMatchObject({ name: "shop", groupName: "default", privateKeyIncluded: true, status: "active" });
    expect(changed).toEqual([{ type: "secretChanged", id: secret.row.id }]);
    await expect(backend.findIntake(preview.id)).rejects.toMatchObject({ code: "notFound" });
  });

  it("keeps an expired certificate only when asked to", async () => {
    const backend = createMemoryBackend();
    const { id } = await backend.fillIntake({ intakeId: null, field: "certificate", text: backend.samples.expired.certificate });
    const form = { intakeId: id, name: "old", description: "", groupId: "", labels: [], customMetadata: "", keepExpired: false };
    await expect(backend.importCertificate(form)).rejects.toMatchObject({ code: "certificateExpired" });
    await expect(backend.importCertificate({ ...form, keepExpired: true })).resolves.toMatchObject({ row: { status: "expired" } });
  });

  it("rotates, keeping the version before", async () => {
    const backend = createMemoryBackend();
    const { id: secretId } = await rowNamed(backend, "blog");
    const { id: intakeId } = await backend.fillIntake({ intakeId: null, field: "certificate", text: backend.samples.shop.certificate });
    const { versions, row } = await backend.rotateImported({ secretId, intakeId, keepExpired: false, keepCurrentKey: false });
    expect(versions.map(({ number, isCurrent }) => [number, isCurrent])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(row.privateKeyIncluded).toBe(false);
  });
});

describe("options", () => {
  it("let methods fail and dialogs be closed", async () => {
    const full = { code: "diskFull", message: "The disk is full.", help: null, field: null } as const;
    const backend = createMemoryBackend({ failing: { listGroups: full }, dismissed: ["backupVault"], empty: true });
    await expect(backend.listGroups()).rejects.toMatchObject({ code: "diskFull" });
    await expect(backend.backupVault()).resolves.toBeNull();
    expect(await rowsOf(backend)).toEqual([]);
  });
});
