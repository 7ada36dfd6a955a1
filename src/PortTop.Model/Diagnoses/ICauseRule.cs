namespace PortTop.Model;

/// <summary>Finds one cause by its evidence.</summary>
internal interface ICauseRule
{
    /// <summary>The cause with its figures; null where there is no evidence of it.</summary>
    Cause? Find(DiagnosisFacts facts);
}
