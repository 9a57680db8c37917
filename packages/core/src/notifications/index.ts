export { listNotifications } from "./list-notifications.ts";
export { sendStaffMail } from "./send-staff-mail.ts";
