import { Button } from "@carbon/react";
import { useNavigate } from "react-router";

import { Page } from "../parts";
import { texts } from "../texts";

const { notFound } = texts.app;

/** What a person sees at an address that leads nowhere. */
export function NotFoundPage({ home }: { home: string }) {
  const navigate = useNavigate();
  return (
    <Page title={notFound.title} description={notFound.text}>
      <div>
        <Button size="md" onClick={() => void navigate(home)}>
          {notFound.action}
        </Button>
      </div>
    </Page>
  );
}
