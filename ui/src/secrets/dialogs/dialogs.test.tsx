import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";

import { ALL_SECRETS } from "../../api/queries";
import { axeFindings } from "../../testing/axe";
import { chooseFromMenu, namesShown, openDetails, showSecrets, tableWith } from "../testing";

const dialog = () => screen.findByRole("dialog");

async function replace(label: string, text: string): Promise<void> {
  const field = screen.getByLabelText(label);
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
}

describe("edit", () => {
  test("changes name, description, labels and metadata", async () => {
    const { backend } = showSecrets();
    await chooseFromMenu("shop-frontend", "Edit");
    expect(await screen.findByLabelText("Name")).toHaveFocus();
    expect(screen.getByLabelText("Custom metadata (optional)")).toHaveValue('{\n  "owner": "web team",\n  "ticket": "OPS-1182"\n}');
    expect(await axeFindings(await dialog())).toEqual([]);
    await replace("Name", "shop-main");
    await userEvent.type(screen.getByLabelText("Labels (optional)"), "eu{Enter}");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText("Secret saved")).toBeVisible();
    expect(await tableWith("shop-main")).toBeVisible();
    const { rows } = await backend.listSecrets({ ...ALL_SECRETS, search: "shop-main", offset: 0, limit: 1 });
    expect(rows[0]?.labels).toEqual(["production", "customer facing", "eu"]);
  });

  test("says what is wrong at the field, and goes there", async () => {
    showSecrets();
    await chooseFromMenu("shop-frontend", "Edit");
    await screen.findByLabelText("Name");
    await replace("Custom metadata (optional)", "{ nope");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/This is not JSON/)).toBeVisible();
    expect(screen.getByLabelText("Custom metadata (optional)")).toHaveFocus();
    expect(await axeFindings(await dialog())).toEqual([]);

    await replace("Custom metadata (optional)", "");
    await replace("Name", "shop-api");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/already exists: shop-api Choose another name\./)).toBeVisible();
    expect(screen.getByLabelText("Name")).toBeInvalid();
  });

  test("an error of no field stands above the fields", async () => {
    showSecrets({ failing: { editSecret: { code: "diskFull", message: "The disk is full.", help: "Free some space.", field: null } } });
    await chooseFromMenu("shop-frontend", "Edit");
    await screen.findByLabelText("Name");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("The disk is full.")).toBeVisible();
    expect(screen.getByText("Free some space.")).toBeVisible();
  });
});

describe("move to group", () => {
  test("into one that is there", async () => {
    showSecrets();
    await chooseFromMenu("shop-frontend", "Move to group");
    expect(screen.getByRole("button", { name: "Move" })).toBeDisabled();
    await userEvent.selectOptions(await screen.findByLabelText("Secret group"), await screen.findByRole("option", { name: "Archive" }));
    expect(await axeFindings(await dialog())).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Move" }));
    expect(await screen.findByText("shop-frontend is in Archive now.")).toBeVisible();
  });

  test("into one that is made on the way", async () => {
    showSecrets();
    await chooseFromMenu("shop-frontend", "Move to group");
    await userEvent.click(await screen.findByRole("button", { name: "Create group" }));
    await userEvent.type(screen.getByLabelText("Name"), "Web shop{Enter}");
    expect(await screen.findByText(/already exists: Web shop/)).toBeVisible();
    await replace("Name", "Partners");
    await userEvent.click(screen.getByRole("button", { name: "Create and select" }));
    expect(await screen.findByRole("option", { name: "Partners", selected: true })).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Move" }));
    expect(await screen.findByText("shop-frontend is in Partners now.")).toBeVisible();
  });
});

/** Opens the dialog on the forms of files. */
async function showFormats(name: string): Promise<void> {
  await chooseFromMenu(name, "Download");
  await userEvent.click(await screen.findByRole("tab", { name: "By content" }));
  await screen.findByRole("radio", { name: /ZIP archive/ });
}

describe("download by destination", () => {
  test("offers every place, says what it gets, and shows what was checked and what to paste", async () => {
    const { backend } = showSecrets();
    const copy = vi.spyOn(backend, "copyText");
    await chooseFromMenu("shop-frontend", "Download");
    expect(await screen.findByRole("radio", { name: /^nginx/ })).toBeChecked();
    expect(screen.getAllByRole("radio")).toHaveLength(12);
    const files = within(screen.getByRole("list", { name: "What it gets" }));
    expect(files.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "shop-frontend.crtthe certificate, then its intermediates",
      "shop-frontend.keythe private key",
    ]);
    expect(await axeFindings(await dialog())).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Choose where to save" }));

    expect(await screen.findByRole("heading", { name: "Files saved" })).toBeVisible();
    expect(screen.getByText("/home/alex/Downloads/shop-frontend.key")).toBeVisible();
    expect(screen.getByText(/private key in shop-frontend.key belongs to the certificate/)).toBeVisible();
    expect(screen.getByText(/holds the private key; only your user account/)).toBeVisible();
    expect(await axeFindings(await dialog())).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Copy Lines to paste" }));
    expect(copy).toHaveBeenCalledWith(expect.stringContaining("ssl_certificate_key /etc/nginx/tls/shop-frontend.key;"));
    await userEvent.click(screen.getByRole("button", { name: "Hand out again" }));
    expect(await screen.findByRole("radio", { name: /^Kubernetes/ })).toBeVisible();
  });

  test("asks for a password and warns of weak encryption", async () => {
    const { backend } = showSecrets();
    const deliver = vi.spyOn(backend, "deliver");
    await chooseFromMenu("shop-frontend", "Download");
    await userEvent.click(await screen.findByRole("radio", { name: /Windows Server 2016 or older/ }));
    expect(screen.getByText("Weak encryption")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Choose where to save" }));
    expect(screen.getByText("A password has at least 4 characters.")).toBeVisible();
    expect(deliver).not.toHaveBeenCalled();
    await userEvent.type(screen.getByLabelText("Password for the file"), "abcdefg");
    await userEvent.type(screen.getByLabelText("Password again"), "abcdefg");
    await userEvent.click(screen.getByRole("button", { name: "Choose where to save" }));
    expect(await screen.findByText("/home/alex/Downloads/shop-frontend-legacy.pfx")).toBeVisible();
    expect(deliver).toHaveBeenCalledWith(expect.objectContaining({ destination: "iisOld", password: "abcdefg" }));
  });

  test("says why a place takes nothing, and offers what is possible", async () => {
    showSecrets();
    await chooseFromMenu("ldap-directory", "Download");
    expect(await screen.findByRole("radio", { name: /^nginx.*no private key/ })).toBeDisabled();
    expect(screen.getByRole("radio", { name: /^Java trust store/ })).toBeChecked();
  });

  test("says why nothing was handed out", async () => {
    const problem = { code: "fileDiffers", message: "“shop.key” was not saved.", help: "Choose another form.", field: null } as const;
    showSecrets({ failing: { deliver: problem } });
    await chooseFromMenu("shop-frontend", "Download");
    await screen.findByRole("radio", { name: /^nginx/ });
    await userEvent.click(screen.getByRole("button", { name: "Choose where to save" }));
    expect(await screen.findByText("“shop.key” was not saved.")).toBeVisible();
    await userEvent.click(screen.getByRole("tab", { name: "By content" }));
    expect(screen.queryByText("“shop.key” was not saved.")).not.toBeInTheDocument();
  });
});

describe("download by content", () => {
  test("offers every format, says which holds the key, and how the file was checked", async () => {
    showSecrets();
    await showFormats("shop-frontend");
    const everything = await screen.findByRole("radio", { name: /Everything in one PEM file.*Contains the private key/ });
    expect(screen.getByRole("radio", { name: /^Certificate \(PEM\)/ })).toBeChecked();
    expect(await axeFindings(await dialog())).toEqual([]);
    await userEvent.click(everything);
    await userEvent.click(screen.getByRole("button", { name: "Choose where to save" }));

    expect(await screen.findByText("/home/alex/Downloads/shop-frontend-all.pem")).toBeVisible();
    expect(screen.getByText("1.85 KB")).toBeVisible();
    expect(screen.getByText(/Opened again by a second reader/)).toBeVisible();
    expect(screen.getByText(/mode 0600/)).toBeVisible();
    expect(await axeFindings(await dialog())).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Download another format" }));
    expect(await screen.findByRole("radio", { name: /ZIP archive/ })).toBeVisible();
  });

  test("says why a format is not possible", async () => {
    showSecrets();
    await showFormats("ldap-directory");
    const key = await screen.findByRole("radio", { name: /Private key \(PKCS#8\).*no private key/ });
    expect(key).toBeDisabled();
  });

  test("stays open when the person closes the file dialog", async () => {
    showSecrets({ dismissed: ["downloadVersion"] });
    await showFormats("shop-frontend");
    await userEvent.click(screen.getByRole("button", { name: "Choose where to save" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Choose where to save" })).toBeEnabled());
    expect(screen.getByRole("radio", { name: /ZIP archive/ })).toBeVisible();
  });

  test("asks twice for the password of a file that is protected", async () => {
    const { backend } = showSecrets();
    const download = vi.spyOn(backend, "downloadVersion");
    await showFormats("shop-frontend");
    await userEvent.click(await screen.findByRole("radio", { name: /^PKCS#12Contains|^PKCS#12 Contains/ }));
    const [first, again] = [screen.getByLabelText("Password for the file"), screen.getByLabelText("Password again")];
    expect(screen.getByText(/no way to recover it/)).toBeVisible();
    expect(await axeFindings(await dialog())).toEqual([]);
    const save = screen.getByRole("button", { name: "Choose where to save" });

    await userEvent.type(first, "abc");
    await userEvent.click(save);
    expect(screen.getByText("A password has at least 4 characters.")).toBeVisible();
    await userEvent.type(first, "defg");
    await userEvent.type(again, "abcdef");
    expect(screen.getByText("The two passwords are not the same.")).toBeVisible();
    expect(download).not.toHaveBeenCalled();
    await userEvent.type(again, "g");
    await userEvent.click(save);
    expect(await screen.findByText("/home/alex/Downloads/shop-frontend.p12")).toBeVisible();
    expect(download).toHaveBeenCalledWith(expect.objectContaining({ format: "pkcs12", password: "abcdefg" }));
  });

  test("says why a file could not be written", async () => {
    const problem = { code: "notWritable", message: "“/media/stick” cannot be written.", help: "Choose another folder.", field: null } as const;
    showSecrets({ failing: { downloadVersion: problem } });
    await showFormats("shop-frontend");
    await userEvent.click(screen.getByRole("button", { name: "Choose where to save" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("“/media/stick” cannot be written.Choose another folder.");
  });
});

describe("delete", () => {
  test("asks for the name, says what is lost, and goes back to the table", async () => {
    const { place } = showSecrets();
    await openDetails("shop-frontend");
    await userEvent.click(screen.getByRole("button", { name: "More actions" }));
    await userEvent.click(screen.getByRole("menuitem", { name: "Delete" }));
    expect(screen.getByText(/all of its 3 versions are removed.*Nothing brings them back/)).toBeVisible();
    expect(screen.getByRole("button", { name: /Delete$/ })).toBeDisabled();
    await userEvent.type(screen.getByLabelText("Type shop-frontend to confirm"), "shop-frontend");
    await userEvent.click(screen.getByRole("button", { name: /Delete$/ }));

    expect(await screen.findByText("Secret deleted")).toBeVisible();
    expect(place.pathname).toBe("/secrets");
    await screen.findByText("16 secrets");
    expect(namesShown()).not.toContain("shop-frontend");
  });

  test("that did not happen says why", async () => {
    showSecrets({ failing: { deleteSecret: { code: "busy", message: "The database is busy.", help: "Try again.", field: null } } });
    await chooseFromMenu("wiki", "Delete");
    const asked = within(screen.getByRole("alertdialog"));
    await userEvent.type(asked.getByLabelText("Type wiki to confirm"), "wiki{Enter}");
    expect(await asked.findByText("The database is busy.")).toBeVisible();
    expect(namesShown()).toContain("wiki");
  });
});
