import { ActionableNotification } from "@carbon/react";

import { texts } from "../../texts";

interface OfferProps {
  /** What was found out about what was brought. */
  title: string;
  text: string;
  action: string;
  onTake: () => void;
}

/** Says that what was brought belongs to a secret that is here, and leads there. */
export function Offer({ title, text, action, onTake }: OfferProps) {
  return (
    <ActionableNotification
      inline
      lowContrast
      hideCloseButton
      kind="info"
      role="status"
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- without it a notification takes the focus from what the person types
      hasFocus={false}
      closeOnEscape={false}
      statusIconDescription={texts.parts.status.info}
      title={title}
      subtitle={text}
      actionButtonLabel={action}
      onActionButtonClick={onTake}
    />
  );
}
