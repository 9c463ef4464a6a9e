export { NoticesButton } from "./NoticesButton";
export { NoticesPage } from "./NoticesPage";
export { useNoticeToasts } from "./useNoticeToasts";
