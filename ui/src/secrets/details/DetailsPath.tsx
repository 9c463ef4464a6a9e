import { Breadcrumb, BreadcrumbItem } from "@carbon/react";
import { Link } from "react-router";

import { texts } from "../../texts";
import { SECRETS_PATH } from "../paths";

const words = texts.secrets.details;

/** The way back to the table. */
export function DetailsPath({ name }: { name?: string }) {
  return (
    <Breadcrumb noTrailingSlash aria-label={words.path}>
      <BreadcrumbItem>
        <Link to={SECRETS_PATH}>{words.back}</Link>
      </BreadcrumbItem>
      {name !== undefined && <BreadcrumbItem isCurrentPage>{name}</BreadcrumbItem>}
    </Breadcrumb>
  );
}
