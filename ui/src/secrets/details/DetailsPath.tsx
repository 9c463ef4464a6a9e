import { Breadcrumb, BreadcrumbItem } from "@carbon/react";
import { Link } from "react-router";

import type { HeldSecret } from "../../api/generated/HeldSecret";
import { texts } from "../../texts";
import { SECRETS_PATH, detailsPath } from "../paths";

interface DetailsPathProps {
  /** The secret, once it is read. */
  secret?: HeldSecret | undefined;
  /** A page below the details of the secret. */
  below?: string;
}

const words = texts.secrets.details;

/** The way back to the table, and to the details from what lies below them. */
export function DetailsPath({ secret, below }: DetailsPathProps) {
  return (
    <Breadcrumb noTrailingSlash aria-label={words.path}>
      <BreadcrumbItem>
        <Link to={SECRETS_PATH}>{words.back}</Link>
      </BreadcrumbItem>
      {secret !== undefined && below === undefined && <BreadcrumbItem isCurrentPage>{secret.name}</BreadcrumbItem>}
      {secret !== undefined && below !== undefined && (
        <BreadcrumbItem>
          <Link to={`${detailsPath(secret.id)}?tab=versions`}>{secret.name}</Link>
        </BreadcrumbItem>
      )}
      {below !== undefined && <BreadcrumbItem isCurrentPage>{below}</BreadcrumbItem>}
    </Breadcrumb>
  );
}
