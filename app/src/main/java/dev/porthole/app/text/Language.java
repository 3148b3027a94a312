package dev.porthole.app.text;

import java.util.Locale;

/** The languages the window speaks. */
public enum Language {
    /** English. */
    ENGLISH("en", Locale.ENGLISH),
    /** Chinese in simplified characters. */
    CHINESE("zh_CN", Locale.SIMPLIFIED_CHINESE);

    private final String code;
    private final Locale locale;

    Language(String code, Locale locale) {
        this.code = code;
        this.locale = locale;
    }

    /** How the language is written in settings and file names. */
    public String code() {
        return code;
    }

    /** The language as the platform knows it. */
    public Locale locale() {
        return locale;
    }

    /** The language nearest to a locale: Chinese for every Chinese one, otherwise English. */
    public static Language nearest(Locale locale) {
        return locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }
}
