package io.claimstream.model.artifact;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objectives whose boosters can be scored: how a base score becomes a margin, and what XGBoost4J wants to read of them. */
public enum Objective {
    /** Squared error. */
    SQUARED_ERROR("reg:squarederror", Link.IDENTITY, Parameter.LOSS),
    /** Squared error of logarithms. */
    SQUARED_LOG_ERROR("reg:squaredlogerror", Link.IDENTITY, Parameter.LOSS),
    /** A share, through the logistic function. */
    LOGISTIC_REGRESSION("reg:logistic", Link.LOGIT, Parameter.LOSS),
    /** A probability, through the logistic function. */
    LOGISTIC("binary:logistic", Link.LOGIT, Parameter.LOSS),
    /** A smooth form of the absolute error. */
    PSEUDO_HUBER("reg:pseudohubererror", Link.IDENTITY, Parameter.HUBER),
    /** Absolute error. */
    ABSOLUTE_ERROR("reg:absoluteerror", Link.IDENTITY, null),
    /** One quantile. */
    QUANTILE("reg:quantileerror", Link.IDENTITY, Parameter.QUANTILE),
    /** Gamma regression, through the exponential. */
    GAMMA("reg:gamma", Link.LOG, Parameter.LOSS),
    /** Tweedie regression, through the exponential. */
    TWEEDIE("reg:tweedie", Link.LOG, Parameter.TWEEDIE);

    private static final String OLD_SQUARED_ERROR = "reg:linear";

    private final String text;
    private final Link link;
    private final @Nullable Parameter parameter;

    Objective(String text, Link link, @Nullable Parameter parameter) {
        this.text = text;
        this.link = link;
        this.parameter = parameter;
    }

    /** The name in an artifact. */
    public String text() {
        return text;
    }

    static Optional<Objective> find(String text) {
        if (text.equals(OLD_SQUARED_ERROR)) {
            return Optional.of(SQUARED_ERROR);
        }
        return Arrays.stream(values())
                .filter(objective -> objective.text.equals(text))
                .findFirst();
    }

    Link link() {
        return link;
    }

    /** What XGBoost4J 3.0.4 insists on reading; other versions leave it out where it does not change a prediction. */
    Optional<Parameter> parameter() {
        return Optional.ofNullable(parameter);
    }

    /** A parameter of an objective in an artifact. */
    enum Parameter {
        LOSS("reg_loss_param", "scale_pos_weight", "1"),
        HUBER("pseudo_huber_param", "huber_slope", "1"),
        QUANTILE("quantile_loss_param", "quantile_alpha", "[5E-1]"),
        TWEEDIE("tweedie_regression_param", "tweedie_variance_power", "1.5");

        private final String section;
        private final String field;
        private final String fallback;

        Parameter(String section, String field, String fallback) {
            this.section = section;
            this.field = field;
            this.fallback = fallback;
        }

        /** The object it stands in. */
        String section() {
            return section;
        }

        String field() {
            return field;
        }

        /** Its text where an artifact has none. */
        String fallback() {
            return fallback;
        }
    }

    /** How a base score, given in the space of predictions, becomes a margin. In float, in the order of XGBoost's own operations. */
    enum Link {
        IDENTITY {
            @Override
            boolean accepts(float score) {
                return true;
            }

            @Override
            float margin(float score) {
                return score;
            }
        },
        LOG {
            @Override
            boolean accepts(float score) {
                return score > 0;
            }

            @Override
            float margin(float score) {
                return FloatLog.of(score);
            }
        },
        LOGIT {
            @Override
            boolean accepts(float score) {
                return score > 0 && score < 1;
            }

            @Override
            float margin(float score) {
                return -FloatLog.of(1.0f / score - 1.0f);
            }
        };

        abstract boolean accepts(float score);

        abstract float margin(float score);
    }
}
