/**
 * Bad networks and faults, made on purpose: how fast each device's connection seems to be, and what goes wrong with
 * which paths. All of it can be changed while the server runs.
 */
@NullMarked
package dev.porthole.server.conditions;

import org.jspecify.annotations.NullMarked;
