/**
 * Passwords, after NIST SP 800-63B §3.1.1: length counts, composition does not, and well-known ones are refused.
 * Length is checked by the schema (10 to 200 characters).
 */
const common: ReadonlySet<string> = new Set(
  [
    "1234567890 12345678910 0123456789 0987654321 9876543210 123456789a a123456789 1q2w3e4r5t 1q2w3e4r5t6y",
    "1qaz2wsx3edc zaq12wsxcde3 qwertyuiop qwertzuiop qwerty1234 qwerty12345 qwerty123456 qwertz1234 asdfghjkl123",
    "asdfghjkl; azertyuiop abcdefghij abcd123456 abc1234567 password12 password123 password1234 password12345",
    "password!! password1! p@ssw0rd12 p@ssword123 passw0rd123 passwort12 passwort123 passwort1234 passwort!!",
    "administrator admin12345 admin123456 admin123456789 adminadmin rootrootroot changeme12 changeme123 letmein123",
    "letmeinnow welcome123 welcome1234 willkommen willkommen1 willkommen123 hallohallo hallo12345 iloveyou12",
    "iloveyou123 iloveyou1234 ichliebedich sunshine123 princess123 football123 baseball123 basketball liverpool123",
    "superman123 batman12345 dragon12345 monkey12345 michael123 charlie123 jennifer123 computer123 internet123",
    "starwars123 pokemon123 minecraft123 facebook123 google12345 samsung123 whatever123 trustno1trustno1",
    "secret1234 secret12345 geheim1234 geheim12345 schatz1234 sommer2026 winter2026 fruehling2026 summer2026",
    "meridian123 meridian1234 testtest12 testtest123 test123456 test1234567 demo123456 shop123456 onlineshop",
    "correcthorsebatterystaple qazwsxedcrfv 1122334455 1212121212 1231231231 123123123123 123321123321 147258369a",
    "q1w2e3r4t5 q1w2e3r4t5y6 zxcvbnm123 zxcvbnm1234 poiuytrewq mnbvcxz123 aaaaaaaaaa asdasdasdasd qweqweqweqwe",
  ].flatMap((line) => line.split(" ")),
);
const fewestDifferent = 4;

/** Whether anybody would try this password early: a well-known one, few characters, or the own address. */
export function isCommonPassword(password: string, email: string | null): boolean {
  const plain = password.normalize("NFC").toLowerCase();
  if (common.has(plain) || new Set(plain).size < fewestDifferent) return true;
  return email !== null && (plain === email || plain === email.slice(0, email.indexOf("@")));
}
