/**
 * What people choose first, lower case, four characters or more: taken out of a password before its length is judged, so that
 * `Password123!Password` counts as nothing. Works offline. From frequency lists published again and again over the years;
 * a set of breached passwords has its own place beside this one.
 */
const text = `
password passwort passw0rd p@ssword p@ssw0rd pa55word contrasena motdepasse parola haslo wachtwoord senha
welcome willkommen bienvenue letmein changeme change-me default secret geheim admin administrator root user login guest test tester testing
qwerty qwertz azerty qwertyuiop qwertzuiop azertyuiop asdf asdfgh asdfghjkl yxcvbnm zxcvbnm zxcvbn 1q2w3e4r 1qaz2wsx qazwsx qweasd
iloveyou loveyou lovely love trustno1 whatever sunshine princess dragon monkey football baseball basketball soccer hockey
superman batman spiderman pokemon starwars master shadow michael jordan jennifer jessica ashley daniel charlie thomas
summer winter spring autumn sommer herbst january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
freehold customer company business office sales account manager
liverpool arsenal chelsea barcelona hunter ranger buster killer pepper ginger cookie cheese flower hello hallo bonjour
computer internet samsung google facebook linkedin microsoft windows
abc123 abcd1234 a1b2c3 correct horse battery staple
`

export const commonWords: readonly string[] = text.split(/\s+/).filter((word) => word.length >= 4)
