package dev.porthole.app.requests;

import dev.porthole.app.text.Phrase;

/**
 * Why a term of a filter has no effect.
 *
 * @param start where the term begins in the text
 * @param end where it ends
 * @param unfinished whether more letters could make it right
 * @param words what is wrong and what is possible, for the user
 */
public record FilterProblem(int start, int end, boolean unfinished, Phrase words) {}
