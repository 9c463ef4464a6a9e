import { counted } from "./plural";

export const groups = {
  title: "Secret groups",
  description: "Groups keep secrets apart that belong to different teams, projects or customers. Every secret is in exactly one group.",
  create: "Create group",
  table: {
    label: "Secret groups",
    name: "Name",
    description: "Description",
    id: "ID",
    idOf: (name: string) => `ID of ${name}`,
    secrets: "Secrets",
    secretsIn: (count: number, name: string) => `${counted(count, "secret")} in ${name}`,
    created: "Created",
    none: "–",
  },
  actions: {
    edit: "Edit",
    delete: "Delete group",
    deleteDefault: "Delete group (the default group always exists)",
  },
  fields: {
    name: "Name",
    nameHelper: "2–64 characters.",
    description: "Description",
    descriptionHelper: "What the group is for.",
  },
  createDialog: {
    title: "Create secret group",
    submit: "Create",
    done: "Secret group created",
    doneText: (name: string) => `${name} can be chosen for secrets now.`,
  },
  editDialog: {
    title: "Edit secret group",
    submit: "Save",
    done: "Secret group saved",
  },
  deleteDialog: {
    title: (name: string) => `Delete ${name}?`,
    text: "The group is empty, so no secret changes. Deleting it cannot be undone.",
    notEmptyText: (count: number) =>
      `${counted(count, "secret")} ${count === 1 ? "is" : "are"} still in this group. A group can be deleted only when it is empty.`,
    submit: "Delete group",
    failed: "Delete group failed",
    done: "Secret group deleted",
  },
  empty: {
    title: "No secret groups",
    text: "Create a group to keep secrets apart that belong together.",
  },
  loading: "secret groups",
  field: {
    label: "Secret group",
    create: "Create group",
    createTitle: "New secret group",
    submit: "Create and select",
    cancel: "Cancel",
  },
};
