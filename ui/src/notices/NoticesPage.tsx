import { Button, ContentSwitcher, InlineLoading, Switch } from "@carbon/react";
import { useState } from "react";

import type { NoticePage } from "../api/generated/NoticePage";
import { useNotices } from "../api/notices";
import { useBackendCall } from "../api/queries";
import { ConfirmDialog, EmptyState, ErrorState, MoreMenu, Page, ProblemNotice } from "../parts";
import { texts } from "../texts";
import { NoticeItem } from "./NoticeItem";
import type { NoticeLinks } from "./NoticeItem";
import "./Notices.scss";

const words = texts.notices;
const STEP = 50;
/** The core hands out no more at once. */
const MOST = 1000;
const FILTERS = ["all", "unread"] as const;

/** Everything that was told, newest first. */
export function NoticesPage({ links }: { links: NoticeLinks }) {
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>("all");
  const [limit, setLimit] = useState(STEP);
  const notices = useNotices(filter === "unread", limit);
  return (
    <Page title={words.title} description={words.description} actions={<Actions page={notices.data} />}>
      <div className="ck-notices">
        <div className="ck-notices__bar">
          <ContentSwitcher
            size="sm"
            className="ck-notices__filter"
            aria-label={words.show}
            selectedIndex={FILTERS.indexOf(filter)}
            onChange={({ index }) => setFilter(FILTERS[index ?? 0] ?? "all")}
          >
            {FILTERS.map((name) => (
              <Switch key={name} name={name} text={words.filters[name]} />
            ))}
          </ContentSwitcher>
          {notices.data !== undefined && (
            <span className="ck-notices__count" role="status">
              {words.count(notices.data.total, notices.data.unread)}
            </span>
          )}
        </div>
        {notices.isPending && <InlineLoading description={words.loading} />}
        {notices.data === undefined && notices.error !== null && (
          <ErrorState message={notices.error.message} help={notices.error.help} onRetry={() => void notices.refetch()} />
        )}
        {notices.data !== undefined && <List page={notices.data} filter={filter} links={links} />}
        {notices.data !== undefined && notices.data.total > notices.data.rows.length && limit < MOST && (
          <Button kind="ghost" size="md" onClick={() => setLimit(limit + STEP)}>
            {words.more}
          </Button>
        )}
      </div>
    </Page>
  );
}

interface ListProps {
  page: NoticePage;
  filter: (typeof FILTERS)[number];
  links: NoticeLinks;
}

function List({ page: { rows }, filter, links }: ListProps) {
  if (rows.length === 0 && filter === "unread") return <EmptyState kind="nothing-found" title={words.noUnread.title} text={words.noUnread.text} />;
  if (rows.length === 0) return <EmptyState title={words.empty.title} text={words.empty.text} />;
  return (
    <ul className="ck-notices__list" aria-label={words.list}>
      {rows.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} links={links} />
      ))}
    </ul>
  );
}

/** What is done to all of them. */
function Actions({ page }: { page: NoticePage | undefined }) {
  const read = useBackendCall("readNotices");
  const remove = useBackendCall("deleteNotices");
  const test = useBackendCall("sendTestNotice");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button kind="tertiary" size="md" disabled={(page?.unread ?? 0) === 0 || read.isPending} onClick={() => read.mutate({ ids: [] })}>
        {words.readAll}
      </Button>
      <MoreMenu
        label={texts.secrets.actions.more}
        subject={words.title}
        actions={[
          { key: "test", label: words.test, onSelect: () => test.mutate(undefined) },
          { key: "delete", label: words.deleteAll, danger: true, disabled: (page?.total ?? 0) === 0, onSelect: () => setAsking(true) },
        ]}
      />
      <ConfirmDialog
        open={asking}
        danger
        title={words.deleteDialog.title}
        confirmLabel={words.deleteAll}
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ ids: [] }, { onSuccess: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
      >
        {remove.error !== null && <ProblemNotice problem={remove.error} />}
        <p>{words.deleteDialog.text}</p>
      </ConfirmDialog>
    </>
  );
}
