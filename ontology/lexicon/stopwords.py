"""Words that carry grammar rather than a topic, as folded forms.

Closed word classes only (articles, pronouns, prepositions, conjunctions, auxiliary verbs, question words,
particles) together with the polite filler of typed questions. A word with a topic of its own never belongs
here, however often it occurs: how much a frequent word weighs is for the index to decide.
"""

from __future__ import annotations

from typing import Final

_GERMAN: Final = """
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines
    ich du er sie es wir ihr man mich dich sich uns euch mir dir ihm ihn ihnen ihrer
    mein meine meinen meinem meiner meines dein deine deinen deinem deiner deines
    sein seine seinen seinem seiner seines ihre ihren ihrem ihres
    unser unsere unseren unserem unserer unseres euer eure euren eurem eurer
    dieser diese dieses diesen diesem dies jener jene jenes jenen jenem derjenige diejenige dasjenige
    diejenigen derselbe dieselbe dasselbe dieselben solche solcher solches solchen solchem wer was wem wen
    wessen wie wo wohin woher wann warum weshalb weswegen wieso wozu wodurch womit wobei woran worauf worin
    worueber wovon wonach wogegen welche welcher welches welchen welchem inwieweit inwiefern jeder jede
    jedes jeden jedem jemand niemand etwas nichts alles alle allen aller allem einige einigen einiger manche
    mancher manches manchen mehrere mehreren beide beiden beider viele vielen vieler in im ins an am ans auf
    aus bei beim mit nach seit von vom zu zum zur fuer durch gegen ohne um ueber unter vor hinter neben
    zwischen bis ab trotz waehrend wegen statt anstatt innerhalb ausserhalb mittels gemaess laut je per pro
    via bezueglich hinsichtlich seitens aufgrund anhand sowie gegenueber entlang dank und oder aber denn
    sondern doch jedoch sowohl weder noch entweder dass weil da wenn falls ob obwohl obgleich damit indem
    nachdem bevor ehe sobald solange sofern soweit als wohingegen wobei sodass nicht nie niemals nur auch
    schon noch sehr so mehr weniger etwa circa ca bzw beziehungsweise usw etc z b d h u a ja nein hier dort
    dann daher deshalb deswegen somit also dabei dadurch dafuer dagegen daran darauf daraus darin darueber
    darum davon davor dazu dementsprechend zudem ausserdem ferner hierbei hierfuer hierzu hiermit dennoch
    allerdings zwar eher fast kaum immer wieder oft meist meistens insbesondere beispielsweise eben wohl
    etwa gerade sogar ebenso ebenfalls gar halt mal eigentlich ueberhaupt bitte bereits jeweils insgesamt
    nun jetzt bisher bin bist ist sind seid war waren warst gewesen sei seien waere waeren habe hast hat
    haben habt hatte hatten haette haetten gehabt werde wirst wird werden werdet wurde wurden wuerde wuerden
    worden geworden kann kannst koennen koennt konnte konnten koennte koennten muss musst muessen muesst
    musste mussten muesste muessten soll sollst sollen sollt sollte sollten will willst wollen wollt wollte
    wollten darf darfst duerfen durfte durften duerfte duerften mag mochte moechte moechten moegen gibt gebe
    gibts lassen laesst tun tut getan
    """
GERMAN: Final = frozenset(_GERMAN.split())

_ENGLISH: Final = """
    a an the this that these those some any each every either neither no none all both few many much more most
    other others another such own same several
    i me my mine myself you your yours yourself he him his himself she her hers herself it its itself
    we us our ours ourselves they them their theirs themselves one ones someone anyone everyone nobody nothing
    something anything everything there here
    who whom whose what which when where why how whether whatever whichever whoever
    in on at by for from to of off into onto with without within about above below over under between among
    amongst through throughout during before after since until till against towards toward upon per via out
    up down across along around behind beside besides beyond despite except near regarding concerning and or
    but nor so yet if then else than because although though while whereas unless as not never only also too
    very just even still already again ever once rather quite however therefore thus hence moreover
    furthermore otherwise instead perhaps maybe almost am is are was were be been being isn't aren't wasn't
    weren't have has had having haven't hasn't hadn't do does did doing done don't doesn't didn't can could
    will would shall should may might must ought cannot can't couldn't won't wouldn't shouldn't let's i'm
    you're we're they're it's that's what's there's i'd we'd i'll we'll i've we've etc eg ie e g please
    """
ENGLISH: Final = frozenset(_ENGLISH.split())

_FRENCH: Final = """
    le la les un une des du de au aux ce cette ces et ou mais donc car ne pas plus que qui quoi quel quelle
    quels quelles dans sur sous avec sans pour par chez entre vers est sont etait etre avoir a ont fait
    faire peut peuvent je tu il elle nous vous ils elles leur leurs son sa ses notre votre comment pourquoi
    quand si tres aussi
    """
FRENCH: Final = frozenset(_FRENCH.split())
"""Known only so that a question in a third language is not taken for German or English."""
