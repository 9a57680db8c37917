export { listNotifications } from "./list-notifications.ts";
export { sendStaffMail, type StaffMail } from "./send-staff-mail.ts";
