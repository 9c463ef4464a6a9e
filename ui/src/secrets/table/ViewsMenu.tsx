import { Bookmark, Edit, TrashCan } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useState } from "react";

import type { SavedView } from "../../api/generated/SavedView";
import type { TableView } from "../../api/generated/TableView";
import { useBackendCall, useViews } from "../../api/queries";
import { useNotify } from "../../parts";
import { texts } from "../../texts";
import { DropButton, useDropClose } from "./DropButton";
import { FIRST_VIEW, sameView } from "./query";
import { SaveViewDialog } from "./SaveViewDialog";
import "./ViewsMenu.scss";

interface ViewsMenuProps {
  view: TableView;
  onChange: (view: TableView) => void;
}

const words = texts.table.views;

/** The views that the person saved: shown with a click, made, changed and deleted. */
export function ViewsMenu({ view, onChange }: ViewsMenuProps) {
  const views = useViews().data ?? [];
  const [saving, setSaving] = useState(false);
  const [renamed, setRenamed] = useState<SavedView>();
  // The view that was last shown: the one that changes are saved to.
  const [base, setBase] = useState<string>();
  const current = views.find((saved) => sameView(saved.view, view));

  return (
    <>
      <DropButton align="end" icon={Bookmark} name={current === undefined ? words.name : words.current(current.name)} chosen={current !== undefined}>
        <Views
          views={views}
          view={view}
          current={current}
          base={views.find(({ id }) => id === base)}
          onShow={(next, id) => {
            setBase(id);
            onChange(next);
          }}
          onSave={() => setSaving(true)}
          onRename={setRenamed}
        />
      </DropButton>
      {saving && <SaveViewDialog view={view} onSaved={({ id }) => setBase(id)} onClose={() => setSaving(false)} />}
      {renamed !== undefined && (
        <SaveViewDialog key={renamed.id} view={renamed.view} renamed={renamed} onSaved={() => undefined} onClose={() => setRenamed(undefined)} />
      )}
    </>
  );
}

interface ViewsProps {
  views: readonly SavedView[];
  view: TableView;
  current: SavedView | undefined;
  base: SavedView | undefined;
  onShow: (view: TableView, id: string | undefined) => void;
  onSave: () => void;
  onRename: (saved: SavedView) => void;
}

function Views({ views, view, current, base, onShow, onSave, onRename }: ViewsProps) {
  const close = useDropClose();
  const { remove, update } = useViewChanges();

  function show(next: TableView, id?: string): void {
    onShow(next, id);
    close();
  }

  return (
    <div className="ck-views">
      <ul className="ck-views__list" aria-label={words.list}>
        <li className="ck-views__item">
          <ViewButton name={words.all} shown={sameView(FIRST_VIEW, view)} onShow={() => show(FIRST_VIEW)} />
        </li>
        {views.map((saved) => (
          <li key={saved.id} className="ck-views__item">
            <ViewButton name={saved.name} shown={saved === current} onShow={() => show(saved.view, saved.id)} />
            <ChangeButton
              label={words.rename(saved.name)}
              icon={Edit}
              onChange={() => {
                close();
                onRename(saved);
              }}
            />
            <ChangeButton label={words.remove(saved.name)} icon={TrashCan} onChange={() => remove(saved)} />
          </li>
        ))}
      </ul>
      {views.length === 0 && <p className="ck-views__none">{words.none}</p>}
      <div className="ck-views__footer">
        {base !== undefined && current === undefined && (
          <Button
            kind="ghost"
            size="sm"
            onClick={() => {
              update(base, view);
              close();
            }}
          >
            {words.update(base.name)}
          </Button>
        )}
        <Button kind="ghost" size="sm" disabled={current !== undefined} onClick={() => {
            close();
            onSave();
          }}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}

function ViewButton({ name, shown, onShow }: { name: string; shown: boolean; onShow: () => void }) {
  return (
    <button type="button" className="ck-views__show" aria-current={shown || undefined} title={name} onClick={onShow}>
      {name}
    </button>
  );
}

function ChangeButton({ label, icon: Icon, onChange }: { label: string; icon: typeof Edit; onChange: () => void }) {
  return (
    <button type="button" className="ck-views__change" aria-label={label} title={label} onClick={onChange}>
      <Icon />
    </button>
  );
}

/** Deletes views, with a way back, and saves changes to them. */
function useViewChanges() {
  const notify = useNotify();
  const save = useBackendCall("saveView");
  const removal = useBackendCall("deleteView");
  const failed = ({ message }: { message: string }) => notify({ kind: "error", title: words.failed, text: message });

  function remove({ id, name, view }: SavedView): void {
    const undo = () => save.mutate({ id: null, name, view }, { onError: failed });
    removal.mutate(id, {
      onSuccess: () => notify({ kind: "success", title: words.removed, text: name, action: { label: words.undo, onSelect: undo } }),
      onError: failed,
    });
  }

  function update({ id, name }: SavedView, view: TableView): void {
    save.mutate({ id, name, view }, { onSuccess: () => notify({ kind: "success", title: words.saved, text: name }), onError: failed });
  }
  return { remove, update };
}
