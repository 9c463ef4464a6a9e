/** The settings page. */
export { SettingsPage } from "./SettingsPage";
