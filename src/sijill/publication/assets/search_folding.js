// Folding and sounding of words in two scripts, by the tables that Python wrote into the search index.
// The functions mirror sijill.language.scripts and sijill.language.sounds; a test holds them together.
"use strict";
(() => {
  const rules = globalThis.SIJILL;
  if (!rules) return;
  const invisible = new RegExp(rules.invisible, "g"), breaks = new RegExp(rules.breaks, "u");
  const arabicArticle = new RegExp(rules.arabicArticle, "u"), articles = new Set(rules.articles);
  const compiled = (list) => list.map(([pattern, by]) => [new RegExp(pattern, "g"), by]);
  const latin = compiled(rules.latin), arabic = compiled(rules.arabic), spellings = compiled(rules.arabicSpellings);
  const isArabic = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/;
  const isLatin = /[A-Za-z\u00c0-\u024f\u1e00-\u1eff]/;
  const each = (text, change) => [...text].map(change).join("");
  const single = (text) => text.replace(/\s+/g, " ").trim();

  const apply = (list, word) => list.reduce((text, [pattern, by]) => text.replace(pattern, by), word);
  const tidy = (text) => single(text.normalize("NFC").replace(invisible, ""));
  const foldDigits = (text) =>
    each(text, (sign) => {
      const code = sign.codePointAt(0);
      if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
      if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
      return { "٫": ".", "٬": ",", "،": "," }[sign] ?? sign;
    });
  const foldArabic = (text) =>
    single(each(apply(spellings, text.normalize("NFKC").replace(/\p{Mn}/gu, "")), (letter) => rules.arabicFolds[letter] ?? letter));
  const foldLatin = (text) =>
    each(each(text.toLowerCase(), (letter) => rules.latinFolds[letter] ?? letter).normalize("NFKD"),
      (sign) => (sign.codePointAt(0) < 128 || /\s/.test(sign) ? sign : ""));
  const fold = (text) =>
    each(foldArabic(foldDigits(tidy(text))), (letter) => (isLatin.test(letter) ? foldLatin(letter) : letter)).toLowerCase();

  const consonantKey = (word) =>
    isArabic.test(word) && !isLatin.test(word) ? apply(arabic, foldArabic(word).replaceAll(" ", "")) : apply(latin, foldLatin(word));
  const consonantKeys = (text) =>
    [...new Set(fold(text).split(breaks).map((word) => word.replace(arabicArticle, ""))
      .filter((word) => !articles.has(word)).map(consonantKey).filter(Boolean))];

  // Rows that hold the text first, those whose words sound like it after them; every word must be found.
  function find(query) {
    const folded = fold(query);
    if (folded.length < 2) return [];
    const wanted = consonantKeys(query).map((key) => (key.length < 3 ? ` ${key} ` : ` ${key}`));
    const hits = [[], [], []];
    for (const row of rules.rows) {
      const at = row[3].indexOf(folded);
      if (at >= 0) hits[at === 0 ? 0 : 1].push(row);
      else if (wanted.length && wanted.every((key) => row[4].includes(key))) hits[2].push(row);
    }
    return hits.flat();
  }
  globalThis.sijillFolding = { fold, consonantKey, consonantKeys, find };
})();
