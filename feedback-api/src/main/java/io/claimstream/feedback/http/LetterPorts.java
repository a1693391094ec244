package io.claimstream.feedback.http;

import io.claimstream.feedback.letter.Contents;
import io.claimstream.feedback.letter.Letters;
import io.claimstream.feedback.letter.Rejections;

/**
 * What looking after unanswered records works with.
 *
 * @param letters dead letters, and putting them back
 * @param rejections submissions that broke rules
 * @param contents what stands in records
 */
public record LetterPorts(Letters letters, Rejections rejections, Contents contents) {}
