/** Lists of models that the gateway answers itself, from what all connections have said. */
@NullMarked
package online.cloudtolocalllm.broker.listing;

import org.jspecify.annotations.NullMarked;
