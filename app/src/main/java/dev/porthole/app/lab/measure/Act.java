package dev.porthole.app.lab.measure;

import dev.porthole.app.lab.question.Question;
import dev.porthole.lab.script.Script;
import java.util.function.Supplier;

/**
 * One of the things that a measured stage can show.
 *
 * @param about the key of a sentence about it
 * @param script makes what runs
 * @param question what the class is asked before
 * @param story what is shown of it
 */
public record Act(String about, Supplier<Script> script, Question question, Story story) {}
