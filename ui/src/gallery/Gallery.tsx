import { useSyncExternalStore } from "react";
import type { ComponentType } from "react";

import { ThemeMenu } from "../app/ThemeMenu";
import { NotificationsProvider } from "../parts";
import "./Gallery.scss";
import { DialogsView, NotificationsView, TypeNameView } from "./views/dialogs";
import { FieldsView } from "./views/fields";
import { FlowView, LastStepView } from "./views/flow";
import { FrameView } from "./views/frame";
import { ShowingView } from "./views/showing";
import { StatesView } from "./views/states";
import { CompactTableView, DropView, EmptyTableView, SheetView, TableView } from "./views/table";

const VIEWS: Record<string, ComponentType> = {
  fields: FieldsView,
  showing: ShowingView,
  states: StatesView,
  table: TableView,
  "table-compact": CompactTableView,
  "table-empty": EmptyTableView,
  sheet: SheetView,
  drop: DropView,
  flow: FlowView,
  "flow-last-step": LastStepView,
  "dialog-confirm": DialogsView,
  "dialog-type-name": TypeNameView,
  notifications: NotificationsView,
  "/secrets": FrameView,
};

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

/** One view for each group of parts; the part of the address after # says which. */
export function Gallery() {
  const hash = useSyncExternalStore(subscribe, () => location.hash.slice(1));
  if (hash.startsWith("/")) return <FrameView />;
  const View = VIEWS[hash] ?? FieldsView;
  return (
    <NotificationsProvider>
      <div className="ck-gallery">
        <nav className="ck-gallery__nav" aria-label="Parts">
          <ThemeMenu />
          <ul>
            {Object.keys(VIEWS).map((name) => (
              <li key={name}>
                <a className="cds--link" href={`#${name}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main className="ck-gallery__main">
          <View key={hash} />
        </main>
      </div>
    </NotificationsProvider>
  );
}
